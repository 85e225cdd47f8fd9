/** {@code ./cruddur bench}: measures the system beside others in one run. Nothing of it ships. */
@NullMarked
package com.cruddur.bench;

import org.jspecify.annotations.NullMarked;
