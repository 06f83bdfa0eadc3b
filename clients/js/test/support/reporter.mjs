// One line of JSON for each test, for whoever runs them from outside.
export default async function* report(source) {
  for await (const { type, data } of source) {
    if (data.nesting !== 0 || (type !== "test:pass" && type !== "test:fail")) continue;
    const error = data.details?.error;
    yield `${JSON.stringify({ name: data.name, passed: type === "test:pass", skipped: data.skip ?? null, error: error && String((error.cause ?? error).stack ?? error) })}\n`;
  }
}
