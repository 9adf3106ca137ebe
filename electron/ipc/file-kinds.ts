import { mostPlanFileCharacters } from '../../shared/run/plan-file';
import { mostLadderFileCharacters } from '../../shared/smtp/ladder-file';
import type { OpenedTo } from './dispatch';

/** What a saved file is, by how its name ends. */
export const savedKinds: Readonly<Record<string, string>> = {
  ps1: 'PowerShell script',
  sql: 'SQL script',
  html: 'Web page',
  pdf: 'PDF document',
  json: 'JSON file',
};

/** A file that the program reads: how the dialog asks for it, and how long it may be. */
export type OpenedKind = {
  /** The dialog's title. */
  title: string;
  /** What the dialog calls such files, and how their names end. */
  name: string;
  extension: string;
  /** It is never read further: as many bytes as the text may have characters, since what is written is nearly all ASCII. */
  mostBytes: number;
  tooLarge: { detail: string; hint: string };
  /** What to do when it cannot be read. */
  notRead: string;
};

/** By the engine's channel that takes the text. */
export const openedKinds: Readonly<Record<OpenedTo, OpenedKind>> = {
  'ladder.import': {
    title: 'Open the result of ladder.ps1',
    name: 'Result of ladder.ps1',
    extension: 'json',
    mostBytes: mostLadderFileCharacters,
    tooLarge: {
      detail: 'The result of a ladder has less than a megabyte.',
      hint: 'Choose the file that ladder.ps1 wrote: ladder-RUN-PHASE.json.',
    },
    notRead: 'Copy it to this computer and open it there, or paste its text instead.',
  },
  'planFile.import': {
    title: 'Open a plan file',
    name: 'Plan file of RelayTune',
    extension: 'json',
    mostBytes: mostPlanFileCharacters,
    tooLarge: {
      detail: 'A plan file has less than two megabytes.',
      hint: 'Choose the file that RelayTune saved: relaytune-plan-RUN.json.',
    },
    notRead: 'Copy it to this computer and open it there.',
  },
};
