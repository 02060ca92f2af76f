import { engineSettings, type Setting, type SettingsOfEngine } from "@infrafabric/governor/internal";
import * as z from "zod";

/** The parameters of advanced engines are in no document; DigitalOcean's Go client sends them by name, as texts. */
const advanced = {
  advanced_mysql: { mysql_parameters: z.record(z.string(), z.string()).exactOptional() },
  advanced_pg: { pg_parameters: z.record(z.string(), z.string()).exactOptional() },
};

const shapes: Readonly<Record<string, z.ZodRawShape>> = {
  ...Object.fromEntries(Object.entries(engineSettings).map(([engine, settings]) => [engine, shapeOf(settings)])),
  ...advanced,
};

const bodies = new Map(
  Object.entries(shapes).map(([engine, shape]) => [
    engine,
    z.object({ config: z.strictObject(shape, { error: (issue) => unknownKeys(issue, engine) }) }),
  ]),
);

/** The body that changes settings of an engine. */
export function settingsBody(engine: string) {
  return bodies.get(engine) ?? z.object({ config: z.strictObject({}) });
}

function unknownKeys(issue: z.core.$ZodRawIssue, engine: string): string | undefined {
  return issue.code === "unrecognized_keys" ? `${issue.keys.join(", ")}: not a setting of ${engine}` : undefined;
}

function shapeOf(settings: SettingsOfEngine): z.ZodRawShape {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, schemaOf(setting).exactOptional()]),
  );
}

function schemaOf(setting: Setting): z.ZodType {
  switch (setting.type) {
    case "flag":
      return z.boolean();
    case "number": {
      const number = z.number().min(setting.least).max(setting.most);
      // Not z.int(): some settings go beyond the whole numbers that are exact in JavaScript.
      return setting.whole ? number.refine(Number.isInteger, "must be a whole number") : number;
    }
    case "words":
      return z.enum(setting.words);
    case "text": {
      const text = z
        .string()
        .min(setting.least ?? 0)
        .max(setting.most ?? Number.POSITIVE_INFINITY);
      return setting.form === undefined ? text : text.regex(setting.form, `must be ${setting.allowed}`);
    }
    case "list":
      return z.array(schemaOf(setting.item)).max(setting.most);
    case "parts":
      return z.strictObject(shapeOf(setting.parts));
  }
}
