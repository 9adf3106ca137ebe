import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

type ReadingDialogProps = {
  title: string;
  /** Of the surface, and of what is in it. */
  className?: string;
  contentClass?: string;
  /** Buttons before Close. */
  actions?: ReactNode;
  children: ReactNode;
};

/** What a dialog shows that is only read: its title, its content, and Close. Stands within a Dialog. */
export function ReadingDialog({ title, className, contentClass, actions, children }: ReadingDialogProps) {
  return (
    <DialogSurface {...(className === undefined ? {} : { className })}>
      <DialogBody>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent {...(contentClass === undefined ? {} : { className: contentClass })}>{children}</DialogContent>
        <DialogActions>
          {actions}
          <DialogTrigger disableButtonEnhancement>
            <Button appearance="primary">Close</Button>
          </DialogTrigger>
        </DialogActions>
      </DialogBody>
    </DialogSurface>
  );
}
