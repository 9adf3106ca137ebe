/** sysmail_log.event_type */
export const eventType = { success: 0, information: 1, warning: 2, error: 3 } as const;
