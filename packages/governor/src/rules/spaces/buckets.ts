import { kindNamesWhere } from "../../kinds";

/** The class names of what counts as a bucket of Spaces. */
export const buckets = kindNamesWhere(({ bucket }) => bucket === true);
