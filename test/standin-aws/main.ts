import { serve } from "../standin/serve.ts";
import { aws } from "./provider.ts";

serve(aws);
