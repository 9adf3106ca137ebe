/** A practice case for a person to read; what its servers do is the lab's, and what was learnt lessons/'s, under the same id. */
export type PracticeScenario = {
  id: PracticeScenarioId;
  title: string;
  /** What it is about, in one sentence, for whoever chooses. */
  sentence: string;
  brief: {
    /** What has happened so far. */
    situation: string;
    /** What to find out, as questions. */
    findOut: readonly string[];
  };
};

export type PracticeScenarioId =
  | 'article'
  | 'percentage'
  | 'wrong-connector'
  | 'lost-login'
  | 'several-hubs'
  | 'exchange-2016'
  | 'service-not-available';

/** The cases that Start offers, the usual one first. */
export const practiceScenarios: readonly [PracticeScenario, ...PracticeScenario[]] = [
  {
    id: 'article',
    title: 'The article’s case',
    sentence: 'A hundred mails at once, Exchange’s default limits: refusals and timeouts.',
    brief: {
      situation:
        'Since the newsletter goes out through Database Mail, some of its mails fail with “421 4.3.2” and others time out. Exchange 2010 and SQL Server are as they were installed.',
      findOut: [
        'Which receive connector serves SQL01, and how many sessions does it let one source hold?',
        'What keeps the sessions open for so long?',
        'Are all hundred mails sent once both are changed?',
      ],
    },
  },
  {
    id: 'percentage',
    title: 'The percentage trap',
    sentence: 'MaxInboundConnectionPerSource was raised last week, and nothing got better.',
    brief: {
      situation:
        'A colleague read about “421 4.3.2” and set MaxInboundConnectionPerSource of Relay SQL Server to 100. The refusals go on as before, after about 20 sessions.',
      findOut: [
        'How many sessions can one source really hold, and which attribute decides it?',
        'What has to be set so that the 100 counts?',
      ],
    },
  },
  {
    id: 'wrong-connector',
    title: 'The wrong connector',
    sentence: 'Relay SQL Server was made for it, but is that where the mail arrives?',
    brief: {
      situation:
        'SQL01 was given a second network card last month, and since then its mails fail with “421 4.3.2”. There is a connector called Relay SQL Server, and everybody is sure that it is the one.',
      findOut: [
        'Which address does the mail of SQL01 really come from? One test mail on page 2 proves it.',
        'Which connector serves that address?',
      ],
    },
  },
  {
    id: 'lost-login',
    title: 'The lost login',
    sentence: 'The account signs in, and the usual call for its timeout would forget how.',
    brief: {
      situation:
        'Here the connector wants a sign-in, and the account Newsletter has one stored. A colleague raised the timeout of the account Alerts with sysmail_update_account_sp yesterday; since then its mails are refused with “530 5.7.1 Client was not authenticated”.',
      findOut: [
        'What has become of the sign-in of Alerts, and why?',
        'How can the timeout of Newsletter be raised on this SQL Server without losing its login?',
      ],
    },
  },
  {
    id: 'several-hubs',
    title: 'Several hubs, one name',
    sentence: 'Three hubs answer to one name, and only some mails are refused.',
    brief: {
      situation:
        'Database Mail sends to relay.corp.example, a name that stands for three hubs by turns. Each has a connector called Relay SQL Server. About one mail in three is refused; whoever looks at the first hub finds nothing wrong.',
      findOut: [
        'Do the three connectors of the same name have the same limits?',
        'Which of them have to be changed so that no mail is refused?',
      ],
    },
  },
  {
    id: 'exchange-2016',
    title: 'An Exchange 2016 server',
    sentence: 'Half of the article’s advice does not apply to this version.',
    brief: {
      situation:
        'The mail server was replaced by Exchange 2016, and the refusals are back. The article that helped the last time was written for Exchange 2010.',
      findOut: [
        'Which of the article’s changes still count on this version, and which does it ignore?',
        'Does any mail time out here, or are they only refused?',
      ],
    },
  },
  {
    id: 'service-not-available',
    title: 'Service not available',
    sentence: 'The same 421 4.3.2 with other words: can this fix mend it?',
    brief: {
      situation:
        'Since the maintenance of last night every mail of SQL01 fails. The log of Database Mail says “4.3.2”, so somebody has sent you the article about connection limits.',
      findOut: [
        'What exactly does Exchange answer, and after how many sessions? Measure before you change anything.',
        'Is that a limit at all?',
      ],
    },
  },
];

/** Null for one that this version does not describe, as an old run may have. */
export const findPracticeScenario = (id: string): PracticeScenario | null =>
  practiceScenarios.find((scenario) => scenario.id === id) ?? null;

/** The lab's others, which are there to be tested on. */
const unlisted: ReadonlyMap<string, string> = new Map([
  ['hubs', 'Three hubs'],
  ['large', 'A large organisation'],
]);

/** Whether this version's practice servers can play it. */
export const isPracticeCase = (id: string): boolean => findPracticeScenario(id) !== null || unlisted.has(id);

/** Whose servers a run is on, practice by the name of its case. */
export const serversTitle = ({ mode, scenario }: { mode: string; scenario: string }): string =>
  mode === 'servers' ? 'My servers' : `Practice: ${practiceTitle(scenario)}`;

/** What a run on these practice servers is called. */
export const practiceTitle = (id: string): string => findPracticeScenario(id)?.title ?? unlisted.get(id) ?? id;
