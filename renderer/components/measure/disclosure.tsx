import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';

export type DisclosureProps = {
  show: string;
  hide: string;
  /** Of what, where the page has several such buttons. */
  of?: string;
  children: ReactNode;
};

/** Something that seldom has to be seen, behind a button that says what it is. */
export function Disclosure({ show, hide, of, children }: DisclosureProps) {
  const [isOpen, setIsOpen] = useState(false);
  const text = isOpen ? hide : show;
  return (
    <>
      <div>
        <Button
          size="small"
          aria-expanded={isOpen}
          {...(of === undefined ? {} : { 'aria-label': `${text}: ${of}` })}
          onClick={() => setIsOpen(!isOpen)}
        >
          {text}
        </Button>
      </div>
      {isOpen && children}
    </>
  );
}
