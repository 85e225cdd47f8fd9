/** The home feed. */
@NullMarked
package com.cruddur.api.activity;

import org.jspecify.annotations.NullMarked;
