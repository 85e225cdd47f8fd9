/** The OpenAPI document and the page that shows it; the addresses of the pages and the paths of the API. */
@NullMarked
package com.cruddur.api.contract;

import org.jspecify.annotations.NullMarked;
