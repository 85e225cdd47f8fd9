/**
 * Live updates: what has happened in conversations, told to the people in them. Nothing depends on it: an event may be
 * lost, doubled or late, and who reads the tables by the ordinary cursors misses nothing.
 */
@NullMarked
package com.cruddur.core.live;

import org.jspecify.annotations.NullMarked;
