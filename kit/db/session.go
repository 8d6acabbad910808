package db

import (
	"context"
	"database/sql"
)

// maxStatements bounds the prepared statements that a session keeps.
const maxStatements = 200

// session is one connection to SQLite that keeps its prepared statements:
// preparing costs more than running most of them.
type session struct {
	conn *sql.Conn
	kept map[string]*sql.Stmt
}

func newSession(ctx context.Context, pool *sql.DB) (*session, error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, translate(err)
	}
	return &session{conn: conn, kept: map[string]*sql.Stmt{}}, nil
}

func (s *session) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := s.kept[query]; ok {
		return stmt, nil
	}
	stmt, err := s.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if len(s.kept) >= maxStatements {
		s.forgetOne()
	}
	s.kept[query] = stmt
	return stmt, nil
}

// forgetOne closes any one statement: rare, so which one hardly matters.
func (s *session) forgetOne() {
	for query, stmt := range s.kept {
		stmt.Close()
		delete(s.kept, query)
		return
	}
}

func (s *session) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	stmt, err := s.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(ctx, args...)
}

func (s *session) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := s.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// do runs a statement that steers the transaction.
func (s *session) do(statement string) error {
	_, err := s.ExecContext(context.Background(), statement)
	return err
}

func (s *session) close() {
	for _, stmt := range s.kept {
		stmt.Close()
	}
	s.conn.Close()
}
