/**
 * Messages: their limits and their items (access patterns AP2, AP4, AP4i, AP8, AP10).
 *
 * <p>More than fifteen classes: most are small parts of a message, such as its text, its number and its reactions.
 */
@NullMarked
package com.cruddur.core.message;

import org.jspecify.annotations.NullMarked;
