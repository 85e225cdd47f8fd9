package com.cruddur.cli.sample;

/**
 * Something wrong in a conversation file.
 *
 * @param line from 1
 * @param column from 1
 * @param what and what to do
 */
public record FileProblem(int line, int column, String what) {}
