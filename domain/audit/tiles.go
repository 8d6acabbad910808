package audit

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Tiles reads stored tiles as they are: nil, without an error, for one that is not
// there. A tile may be wider than a reader at an older size needs.
type Tiles interface {
	ReadTile(level int, index int64) (hashes []byte, err error)
}

// HashesIn reads the nodes of the tree with this size and root from its tiles.
// Every hash read is proved to lead to the root; a changed tile is an error.
func HashesIn(tiles Tiles, size int64, root Hash) Hashes {
	return tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, tileReader{tiles})
}

type tileReader struct{ tiles Tiles }

func (r tileReader) Height() int { return TileHeight }

func (r tileReader) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, w := range wanted {
		hashes, err := r.tiles.ReadTile(w.L, w.N)
		if err != nil {
			return nil, err
		}
		width := w.W * tlog.HashSize
		if len(hashes) < width {
			return nil, fmt.Errorf("audit: tile %d of level %d has %d bytes, not %d", w.N, w.L, len(hashes), width)
		}
		data[i] = hashes[:width]
	}
	return data, nil
}

func (r tileReader) SaveTiles([]tlog.Tile, [][]byte) {} // they are saved already
