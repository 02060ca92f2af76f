export { rules } from "./rules.generated";
