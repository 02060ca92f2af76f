// The script of the page of a report on cost. The page reads without it.
import { startFrame } from "./frame";

startFrame();
