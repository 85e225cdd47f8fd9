/** The cache of answers: which engine keeps them, what it may cost, what it does. Nothing depends on it. */
@NullMarked
package com.cruddur.api.cache;

import org.jspecify.annotations.NullMarked;
