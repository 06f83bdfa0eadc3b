import { HubConnectionBuilder, LogLevel, type HubConnection, type IHttpConnectionOptions, type IHubProtocol } from "@microsoft/signalr";
import { patienceMilliseconds } from "./limited.js";

export interface DialOptions {
  server: string;
  protocol?: IHubProtocol;
  connection?: IHttpConnectionOptions;
  /** The reading language for the address; undefined for the profile's. */
  language(): string | null | undefined;
}

/** A connection to the hub that is still to be started. */
export function dial({ server, language, protocol, connection }: DialOptions, accessTokenFactory: () => string): HubConnection {
  const reading = language();
  const builder = new HubConnectionBuilder()
    .withUrl(`${server}/hubs/chat${reading ? `?language=${encodeURIComponent(reading)}` : ""}`, { timeout: patienceMilliseconds, ...connection, accessTokenFactory })
    .configureLogging(LogLevel.None);
  return (protocol ? builder.withHubProtocol(protocol) : builder).build();
}
