/** Where the practice servers of these tests are; nothing listens there. */
export const labAddresses = {
  hub: '127.64.1.10',
  hubs: { 'EX10-HUB1': '127.64.1.10' },
  sqlServer: '127.64.1.20',
  otherServer: '127.64.1.30',
  workstation: '127.64.1.40',
};
