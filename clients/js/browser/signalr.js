// In the place of @microsoft/signalr in chathub.js: what its browser bundle, loaded by a <script> before, has left on the page.
export const { HubConnectionBuilder, HubConnectionState, LogLevel } = globalThis.signalR;
