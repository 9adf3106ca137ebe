import fc from 'fast-check';
import { expect, test } from 'vitest';
import { internalDomains, outsideOf } from '../../../../shared/smtp/recipients';

const domain = (domainName: string, domainType = 'Authoritative', matchesSubDomains = false) => ({
  domainName,
  domainType,
  matchesSubDomains,
});

test('delivered and internally relayed domains are inside; external relays, everybody’s and nonsense are not', () => {
  expect(
    internalDomains([
      domain('Corp.Example'),
      domain('*.lab.corp.example', 'InternalRelay'),
      domain('partner.example', 'ExternalRelay'),
      domain('branch.example', 'authoritative', true),
      domain('corp.example'),
      domain('*', 'InternalRelay'),
      domain('new.example', 'SomethingNewer'),
      domain('', 'Authoritative'),
      domain('*evil.example', 'Authoritative'),
      domain('a b.example', 'Authoritative'),
    ]),
  ).toEqual(['corp.example', '*.lab.corp.example', 'branch.example', '*.branch.example']);
});

test.each([
  ['a@corp.example', false],
  ['A@CORP.Example', false],
  ['a@x.lab.corp.example', false],
  ['a@y.x.lab.corp.example', false],
  // The wildcard stands for the sub-domains, a plain name for itself alone.
  ['a@lab.corp.example', true],
  ['a@mail.corp.example', true],
  ['a@.lab.corp.example', true],
  ['a@notcorp.example', true],
  ['a@corp.example.evil.example', true],
  ['a@corp.example.', true],
  ['a@evil.example,b@corp.example', true],
  ['"a@evil.example"@corp.example', true],
  ['<a@corp.example>', true],
  ['corp.example', true],
  ['', true],
])('%s lies outside: %s', (mailbox, isOutside) => {
  expect(outsideOf([mailbox], ['corp.example', '*.lab.corp.example'])).toEqual(isOutside ? [mailbox] : []);
});

test('without the list of domains nothing is proven', () => {
  const mailboxes = ['a@corp.example', 'b@corp.example'];
  expect(outsideOf(mailboxes, null)).toEqual(mailboxes);
  expect(outsideOf(mailboxes, [])).toEqual(mailboxes);
});

const parts = fc.constantFrom('*', '.', 'mail', 'elsewhere', 'example', 'corp', ' ', '@', 'é', '\0');

test('no text of a domain lets another organisation’s mailbox in', () => {
  fc.assert(
    fc.property(
      fc.array(parts).map((some) => some.join('')),
      fc.boolean(),
      (name, matchesSubDomains) => {
        fc.pre(!/^(?:\*\.)?(?:mail\.)?(?:elsewhere\.)?example$/i.test(name));
        const internal = internalDomains([domain(name, 'Authoritative', matchesSubDomains)]);
        expect(outsideOf(['a@mail.elsewhere.example'], internal)).toEqual(['a@mail.elsewhere.example']);
      },
    ),
  );
});
