/**
 * The OpenAPI document, the page that shows it, and the addresses of the pages: what the module frontend-contract
 * wrote.
 */
@NullMarked
package com.cruddur.api.contract;

import org.jspecify.annotations.NullMarked;
