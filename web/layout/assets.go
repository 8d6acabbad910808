package layout

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed assets
var assetFiles embed.FS

// AssetsPrefix is where the style sheet, the script and the icon live.
const AssetsPrefix = "/assets/"

type asset struct {
	mime       string
	plain, zip func() []byte // whichever is not at hand is made when first asked for
}

// assets by address; addresses by file name. The address carries the hash of the content,
// so that browsers may keep it for ever.
var assets, addresses = map[string]asset{}, map[string]string{}

func init() { AddAssets(assetFiles, "assets") }

// AddAssets serves the files of a folder under AssetsPrefix, and lets templates name them.
// A file that ends in .gz is known and served without the ending. A room with scripts of its
// own calls it once, before the program serves. It panics when the folder cannot be read or
// a name is taken.
func AddAssets(files fs.FS, folder string) {
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		body, err := fs.ReadFile(files, folder+"/"+entry.Name())
		name, packed := strings.CutSuffix(entry.Name(), ".gz")
		if err != nil || addresses[name] != "" {
			panic(fmt.Sprint("asset ", name, ": ", err))
		}
		sum := sha256.Sum256(body)
		ext := path.Ext(name)
		a := asset{mime.TypeByExtension(ext), func() []byte { return body }, sync.OnceValue(func() []byte { return zipped(body) })}
		if packed {
			a.plain, a.zip = sync.OnceValue(func() []byte { return unzipped(body) }), a.plain
		}
		addresses[name] = AssetsPrefix + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
		assets[addresses[name]] = a
	}
}

func unzipped(body []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err == nil {
		body, err = io.ReadAll(r)
	}
	if err != nil {
		panic(err) // impossible: it is part of the program
	}
	return body
}

func zipped(body []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(body)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err) // impossible: a buffer takes everything
	}
	return out.Bytes()
}

func assetPath(name string) (string, error) {
	if address, ok := addresses[name]; ok {
		return address, nil
	}
	return "", fmt.Errorf("no asset %s", name)
}

// Assets serves what lies under AssetsPrefix.
func Assets(w http.ResponseWriter, r *http.Request) {
	a, ok := assets[r.URL.Path]
	if !ok {
		ProblemStatus(w, r, http.StatusNotFound)
		return
	}
	head := w.Header()
	head.Set("Content-Type", a.mime)
	head.Set("Cache-Control", "public, max-age=31536000, immutable")
	head.Set("Vary", "Accept-Encoding")
	body := a.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		head.Set("Content-Encoding", "gzip")
		body = a.zip
	}
	content := body()
	head.Set("Content-Length", fmt.Sprint(len(content)))
	if r.Method != http.MethodHead {
		w.Write(content)
	}
}
