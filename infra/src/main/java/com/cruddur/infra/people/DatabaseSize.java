package com.cruddur.infra.people;

/**
 * Size of PostgreSQL.
 *
 * @param instance class and size, such as {@code t4g.micro}
 * @param connections the most it accepts; set, since RDS would derive it from the memory. A task of the API opens ten, and
 *     there are twice as many tasks during a deployment
 * @param multiAz whether a standby instance runs in another availability zone, at twice the price
 * @param backupDays for how many days a backup is kept
 */
public record DatabaseSize(String instance, int connections, boolean multiAz, int backupDays) {}
