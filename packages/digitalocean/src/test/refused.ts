import type * as pulumi from "@pulumi/pulumi";
import { expect } from "vitest";
import { ArgumentsError } from "../component/arguments-error";
import { register, type Setting } from "./register";

type ComponentClass = new (...args: never[]) => pulumi.ComponentResource;

/**
 * The error with which a component refuses to be made, with nothing registered.
 *
 * @param args Name, arguments and options: what a program in JavaScript can pass.
 */
export async function refusalOf(
  Component: ComponentClass,
  args: readonly unknown[],
  setting?: Setting,
): Promise<ArgumentsError> {
  const { result, resources } = await register(() => {
    try {
      return Reflect.construct(Component, args);
    } catch (error) {
      return error;
    }
  }, setting);
  expect(resources).toEqual([]);
  if (!(result instanceof ArgumentsError)) throw result;
  return result;
}

/** Problems without their hints, as `path  message`. */
export function inShort({ problems }: ArgumentsError): readonly string[] {
  return problems.map(({ path, message }) => `${path}  ${message}`);
}
