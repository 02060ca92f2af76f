import { inputTypeAt } from "../kinds/inputs";
import { atLeast } from "./at-least";
import { between } from "./between";
import { openApi } from "./citations";
import { engineSettings, type Setting, type SettingsOfEngine } from "./engine-settings";
import type { Limit } from "./limit";
import { oneWordOf } from "./one-of";
import { named } from "./text";

/** What an engine's settings may be, at the inputs of the kind that sets them. The kind lacks some settings. */
export function settingLimits(kind: string, engine: keyof typeof engineSettings): readonly Limit[] {
  const settings: SettingsOfEngine = engineSettings[engine];
  return Object.entries(settings).flatMap(([name, setting]) =>
    [name, name.replace(`${engine}_`, "")]
      .map(inputName)
      .map((input) => (setting.type === "parts" ? `${input}s` : input))
      .filter((input, at, all) => inputTypeAt(kind, input) !== undefined && all.indexOf(input) === at)
      .flatMap((input) => limitsOf(input, setting)),
  );
}

function limitsOf(path: string, setting: Setting): readonly Limit[] {
  switch (setting.type) {
    case "number": {
      const { least, most, whole } = setting;
      return [Number.isFinite(most) ? between(path, least, most, openApi, { whole }) : atLeast(path, least, openApi)];
    }
    case "words":
      return [oneWordOf(path, setting.words, openApi)];
    case "text":
      return setting.form === undefined ? [] : [named(path, setting.form, setting.allowed, openApi, setting.most)];
    case "list":
      return limitsOf(`${path}[]`, setting.item);
    case "parts":
      return Object.entries(setting.parts).flatMap(([name, part]) => limitsOf(`${path}[].${inputName(name)}`, part));
    default:
      return [];
  }
}

/** `pg_partman_bgw.role` becomes `pgPartmanBgwRole`. */
const inputName = (name: string) => name.replaceAll(/[_.]([a-z])/g, (_, letter: string) => letter.toUpperCase());
