import { digitalocean } from "./provider.ts";
import { serve } from "./serve.ts";

serve(digitalocean);
