import { kindNamesWhere } from "../../kinds";
import { doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { type Answer, firstDoubt } from "./answer";
import { itemsOf } from "./items";
import { originsOf } from "./origin";
import { isEmpty, noTags, shareTag, type TagSet, tagsIn, tagsOf, union } from "./tag-sets";

/** Kinds that stand for Droplets: themselves, pools of them and the nodes of clusters. */
const withDroplets = kindNamesWhere(({ droplets }) => droplets !== undefined);

/** Whether an input names anything at all, of this stack or not; a list that is unknown does if it comes from `kind`. */
export function namesAny(resource: ResourceView, path: string, kind: string): Answer {
  const list = resource.read(path);
  if (list.opaque) return (originsOf(resource, path, kind) ?? []).length > 0 ? "yes" : { doubt: doubtOf(list) };
  const items = itemsOf(list).filter((item) => item.present && item.text() !== "");
  if (items.some((item) => item.opaque || item.text() !== undefined)) return "yes";
  return firstDoubt(items.map((item) => doubtOf(item)));
}

/**
 * Finds out whether a tag in an input, a list or a single one, selects Droplets of the stack. The tags of an account's
 * Droplets are read once for all who ask.
 */
export function dropletSelection(stack: StackView): (resource: ResourceView, path: string) => Answer {
  const byAccount = new Map<string, TagSet>();
  const labelsIn = (account: string): TagSet => {
    const known = byAccount.get(account);
    if (known !== undefined) return known;
    const droplets = stack.ofKind(...withDroplets).filter((one) => one.account === account);
    const labels = union(
      droplets.flatMap((droplet) => {
        const inner = droplet.kind?.tags?.inner;
        return [tagsOf(droplet, stack), ...(inner === undefined ? [] : [tagsIn(droplet, inner, stack)])];
      }),
    );
    byAccount.set(account, labels);
    return labels;
  };
  return (resource, path) => {
    const text = resource.read(path).text()?.trim().toLowerCase();
    const selector =
      text === undefined ? tagsIn(resource, path, stack) : { ...noTags, names: new Set(text === "" ? [] : [text]) };
    if (isEmpty(selector)) return "no";
    // DigitalOcean gives these to the nodes of its clusters by itself.
    if ([...selector.names].some((name) => /^k8s(:|-worker$|$)/.test(name))) return "yes";
    return shareTag(selector, labelsIn(resource.account));
  };
}
