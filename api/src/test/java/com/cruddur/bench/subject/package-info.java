/** What is measured beside the API: the same calls of the table with less around them. */
@NullMarked
package com.cruddur.bench.subject;

import org.jspecify.annotations.NullMarked;
