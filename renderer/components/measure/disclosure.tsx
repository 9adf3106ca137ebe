import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';

/** Something that seldom has to be seen, behind a button that says what it is. */
export function Disclosure({ show, hide, children }: { show: string; hide: string; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <div>
        <Button size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? hide : show}
        </Button>
      </div>
      {isOpen && children}
    </>
  );
}
