/**
 * The network that the stacks share. Fewer than three classes: it is a stack of its own, because others are in it.
 */
@NullMarked
package com.cruddur.infra.network;

import org.jspecify.annotations.NullMarked;
