export { reasonOf } from "../view/reason";
