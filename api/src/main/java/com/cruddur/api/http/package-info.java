/** What holds for every request: its id, JSON, paging, what is logged. */
@NullMarked
package com.cruddur.api.http;

import org.jspecify.annotations.NullMarked;
