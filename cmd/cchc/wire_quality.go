package main

import (
	"cchc/store"
	"cchc/store/quality"
	pages "cchc/web/quality"
)

// qualityWing is what is wrong with the data, and how long papers lay before receipt.
func qualityWing(s *store.Store) wing {
	return wing{rooms: []room{pages.Pages{Office: quality.Open(s)}}}
}
