import type { ConnectDraft, DraftMessages } from './connect-draft';

/** What each part of page 1's form is given. */
export type ConnectFormProps = {
  draft: ConnectDraft;
  messages: DraftMessages;
  onChange: (draft: ConnectDraft) => void;
};
