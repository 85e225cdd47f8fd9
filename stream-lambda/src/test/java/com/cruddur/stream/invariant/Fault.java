package com.cruddur.stream.invariant;

/** Where a call to DynamoDB fails: before or after its effect. After it nobody can tell the two apart. */
enum Fault {
    NONE,
    BEFORE,
    AFTER
}
