/** Messages: their limits and their items (access patterns AP2, AP4, AP4i, AP8, AP10). */
@NullMarked
package com.cruddur.core.message;

import org.jspecify.annotations.NullMarked;
