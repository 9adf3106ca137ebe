import { temporaryFolder } from './temporary-folder';
import { writeEndpoint, type EndpointSettings } from './write-endpoint';

export { remotingHost, type EndpointSettings } from './write-endpoint';

/** A PowerShell whose New-PSSession reaches a remoting endpoint over the lab; removed when the test ends. Answers its path. */
export const startEndpoint = (settings: EndpointSettings): Promise<string> =>
  writeEndpoint(temporaryFolder('relaytune-endpoint-'), settings);
