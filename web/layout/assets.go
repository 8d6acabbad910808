package layout

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
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
	mime  string
	plain []byte
	zip   func() []byte // made when first asked for
}

// assets by address; addresses by file name. The address carries the hash of the content,
// so that browsers may keep it for ever.
var assets, addresses = map[string]asset{}, map[string]string{}

func init() { AddAssets(assetFiles, "assets") }

// AddAssets serves the files of a folder under AssetsPrefix, and lets templates name them.
// A room with scripts of its own calls it once, before the program serves. It panics when
// the folder cannot be read or a name is taken.
func AddAssets(files fs.FS, folder string) {
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		body, err := fs.ReadFile(files, folder+"/"+entry.Name())
		if err != nil || addresses[entry.Name()] != "" {
			panic(fmt.Sprint("asset ", entry.Name(), ": ", err))
		}
		sum := sha256.Sum256(body)
		ext := path.Ext(entry.Name())
		address := AssetsPrefix + strings.TrimSuffix(entry.Name(), ext) + "." + hex.EncodeToString(sum[:6]) + ext
		assets[address] = asset{mime.TypeByExtension(ext), body, sync.OnceValue(func() []byte { return zipped(body) })}
		addresses[entry.Name()] = address
	}
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
		body = a.zip()
	}
	head.Set("Content-Length", fmt.Sprint(len(body)))
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}
