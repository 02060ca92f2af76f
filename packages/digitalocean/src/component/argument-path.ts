/**
 * Where a problem is: an argument, or something in it, such as `alertThresholds.cpu`; the name of the component; one of its
 * options.
 */
export type ArgumentPath<Args> = Within<keyof Args & string> | "name" | `opts.${string}`;

type Within<Name extends string> = Name | `${Name}.${string}` | `${Name}[${string}`;
