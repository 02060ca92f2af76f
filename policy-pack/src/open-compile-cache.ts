// Loaded before all else, so that nothing is compiled that an earlier pack compiled. Coverage needs it compiled anew.
import { enableCompileCache } from "node:module";

if (!process.env.NODE_V8_COVERAGE) enableCompileCache();
