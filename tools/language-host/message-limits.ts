/** The engine's own limit for one message (400 MB); gRPC's default of 4 MB is less than a large stack. */
const bytes = 400 * 1024 * 1024;

export const messageLimits = { "grpc.max_receive_message_length": bytes, "grpc.max_send_message_length": bytes };
