// Reads an AsyncAPI document from the address given, has it judged as the AsyncAPI CLI judges it, holds each example against its schema, and prints what is wrong, as JSON.
import { Parser } from "@asyncapi/parser";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const text = await (await fetch(process.argv[2])).text();
const { document, diagnostics } = await new Parser().parse(text);
// 0 is an error and 1 a warning; the rest are hints, such as that there is a newer version of AsyncAPI.
const faults = diagnostics.filter(diagnostic => diagnostic.severity <= 1).map(diagnostic => `${diagnostic.path.join(".")}: ${diagnostic.message}`);
if (!document) faults.push("There is no document.");

const { components } = JSON.parse(text);
const ajv = addFormats(new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }));
ajv.addVocabulary(["components"]).addSchema({ $id: "document", components: { schemas: components.schemas } });
const validators = payload => ajv.compile(payload.$ref ? { $ref: `document${payload.$ref}` } : payload);
const counts = { messages: 0, examples: 0, refused: 0 };
for (const [name, message] of Object.entries(components.messages)) {
  counts.messages++;
  const validate = validators(message.payload);
  for (const example of message.examples ?? []) {
    counts.examples++;
    if (!validate(example.payload)) faults.push(`${name}: ${ajv.errorsText(validate.errors)}`);
    // An example without a field that must be there is none.
    for (const field of Object.keys(example.payload)) {
      const { [field]: _, ...rest } = example.payload;
      if (typeof example.payload === "object" && !validate(rest)) counts.refused++;
    }
  }
}
console.log(JSON.stringify({ faults, counts }));
