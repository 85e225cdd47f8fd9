/** What holds for every request: its id, JSON, paging. */
@NullMarked
package com.cruddur.api.http;

import org.jspecify.annotations.NullMarked;
