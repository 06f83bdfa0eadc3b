// Drives the official client for a test. Each line that comes in is a number of calls to make at once; each line that goes out is
// what the server called, or what became of the calls.
import { createInterface } from "node:readline";
import { HttpTransportType, HubConnectionBuilder, JsonHubProtocol, LogLevel } from "@microsoft/signalr";
import { MessagePackHubProtocol } from "@microsoft/signalr-protocol-msgpack";

const { HUB_URL, HUB_TOKEN, HUB_PROTOCOL, HUB_TRANSPORT } = process.env;
const codePattern = /(?:^|HubException: )([a-z_]+): /;

const hub = new HubConnectionBuilder()
  .withUrl(HUB_URL, { transport: HttpTransportType[HUB_TRANSPORT], accessTokenFactory: () => HUB_TOKEN })
  .withHubProtocol(HUB_PROTOCOL === "MessagePack" ? new MessagePackHubProtocol() : new JsonHubProtocol())
  .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => 100 })
  .configureLogging(LogLevel.None)
  .build();

const tell = line => process.stdout.write(JSON.stringify(line) + "\n");

// JSON would make a string of a date and nothing of a map: what is no plain value must not pass for one.
function plain(value) {
  if (value === null || value === undefined || ["string", "number", "boolean"].includes(typeof value)) return value ?? null;
  if (Array.isArray(value)) return value.map(plain);
  if (Object.getPrototypeOf(value) !== Object.prototype) return `(not plain: ${value?.constructor?.name ?? typeof value})`;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

const outcome = call => hub.invoke(call.method, call.argument).then(
  result => ({ result: plain(result) }),
  error => ({ code: codePattern.exec(error.message)?.[1] ?? null, error: error.message }));

for (const method of ["RoomEvents", "Translations", "PresenceChanged", "Typing", "ReadMarkerMoved", "RoomsChanged", "RoomClosed", "SessionEnded"])
  hub.on(method, argument => tell({ method, argument: plain(argument) }));
hub.onreconnected(() => tell({ method: "reconnected", argument: {} }));

await hub.start();
tell({ method: "connected", argument: {} });

createInterface({ input: process.stdin })
  .on("line", async line => {
    const { id, calls } = JSON.parse(line);
    tell({ id, answers: await Promise.all(calls.map(outcome)) });
  })
  .on("close", () => hub.stop());
