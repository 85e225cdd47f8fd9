/**
 * A function that sends a message and lists it, every few minutes and after each deployment (docs/adr/0026). Fewer than
 * three classes: it is a stack of its own, because it is deployed after all that it asks, and before the alarms.
 */
@NullMarked
package com.cruddur.infra.canary;

import org.jspecify.annotations.NullMarked;
