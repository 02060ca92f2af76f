/** Both names of an AI agent: of the class and of the one that it replaced. */
export const agents = ["GradientaiAgent", "GenaiAgent"];
