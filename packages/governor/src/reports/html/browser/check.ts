// The script of the page of a check. The page reads without it.
import { startFindings } from "./findings";
import { startFrame } from "./frame";
import { startGraphs } from "./graph";

startFrame();
startGraphs(startFindings());
