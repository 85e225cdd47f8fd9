/** What can go wrong, in one enum: code, HTTP status, CLI exit code. */
@NullMarked
package com.cruddur.core.problem;

import org.jspecify.annotations.NullMarked;
