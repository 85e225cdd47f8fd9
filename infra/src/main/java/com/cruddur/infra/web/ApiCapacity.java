package com.cruddur.infra.web;

/**
 * Size of the API.
 *
 * @param cpu of a task, in 1/1024 of a virtual CPU
 * @param memory of a task, in MiB
 * @param minTasks of how many tasks there are at least; two or more survive the loss of an availability zone
 * @param maxTasks how many there are at most
 */
public record ApiCapacity(int cpu, int memory, int minTasks, int maxTasks) {}
