import { expect, it } from 'vitest';
import { exchangeProblem } from '../../../../shared/exchange/exchange-problem';

// Domain: "Error texts to classify"; ids and class names as they are after remoting.
it.each([
  [
    'exchange/not-found',
    "The operation couldn't be performed because object 'EX1\\Relay' couldn't be found on 'dc1.corp.example'.",
    '[Server=EX1,RequestId=1] [FailureCategory=Cmdlet-ManagementObjectNotFoundException] 1C5A,Get-ReceiveConnector',
    'ManagementObjectNotFoundException',
  ],
  ['exchange/not-found', 'Der Vorgang konnte nicht ausgeführt werden.', '1C5A', 'ManagementObjectNotFoundException'],
  ['exchange/ambiguous', "The operation couldn't be performed because 'Relay' matches multiple entries.", '', ''],
  [
    'exchange/no-cmdlet',
    "The term 'Set-ReceiveConnector' is not recognized as a name of a cmdlet, function, script file, or executable program.",
    'CommandNotFoundException',
    'CommandNotFoundException',
  ],
  [
    'exchange/no-parameter',
    "A parameter cannot be found that matches parameter name 'MaxAcknowledgementDelay'.",
    'NamedParameterNotFound,Set-ReceiveConnector',
    'ParameterBindingException',
  ],
  [
    'exchange/access-denied',
    'Active Directory operation failed on dc1. This error is not retriable. Additional information: Insufficient access rights to perform the operation. Active directory response: 00002098: SecErr: DSID-03150BC1, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0',
    '',
    'ADOperationException',
  ],
  [
    'exchange/unreadable-argument',
    'Cannot process argument transformation on parameter \'MaxInboundConnectionPerSource\'. Cannot convert value "none"',
    'ParameterArgumentTransformationError,Set-ReceiveConnector',
    'ParameterBindingArgumentTransformationException',
  ],
  ['exchange/invalid-value', 'Property validation failed for TarpitInterval.', 'DataValidationError', ''],
  ['exchange/invalid-value', 'Die Eigenschaftenüberprüfung ist fehlgeschlagen.', '', 'DataValidationException'],
  [
    'exchange/conflict',
    'The values that you specified for the Bindings and RemoteIPRanges parameters conflict with the settings on Receive connector "X".',
    '',
    '',
  ],
  ['exchange/conflict', 'Something else.', '', 'ReceiveConnectorRoleConflictException'],
  [
    'exchange/no-language',
    'The syntax is not supported by this runspace. This can occur if the runspace is in no-language mode.',
    'ScriptsNotAllowed',
    'ParseException',
  ],
  ['exchange/domain-controller', 'The server is not operational.', '', 'ADTransientException'],
  ['exchange/domain-controller', 'No suitable server was found.', '', 'SuitabilityDirectoryException'],
  [
    'exchange/domain-controller',
    "The domain controller 'dc1.corp.example' cannot be contacted.",
    '1C5A,Set-ReceiveConnector',
    'ADOperationException',
  ],
  // A no of Active Directory's is its answer: nothing comes after it.
  [
    'exchange/refused',
    'Active Directory operation failed on dc1.corp.example. This error is not retriable. Additional information: A constraint violation occurred.',
    '[FailureCategory=Cmdlet-ADOperationException] 1C5A,Set-ReceiveConnector',
    'ADOperationException',
  ],
  [
    'exchange/refused',
    'Active Directory operation failed on dc1.corp.example. The object already exists.',
    '1C5A,Set-ReceiveConnector',
    'ADObjectAlreadyExistsException',
  ],
  ['exchange/refused', 'Something that nobody has seen yet.', 'New', 'NewException'],
])('%s: %s', (code, message, fullyQualifiedErrorId, reason) => {
  const problem = exchangeProblem({ message, fullyQualifiedErrorId, reason });
  expect(problem).toMatchObject({ code, detail: message });
  expect(problem.hint.length).toBeGreaterThan(30);
});
