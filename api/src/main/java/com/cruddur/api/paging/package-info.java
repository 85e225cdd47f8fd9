/** How an answer names the next page. */
@NullMarked
package com.cruddur.api.paging;

import org.jspecify.annotations.NullMarked;
